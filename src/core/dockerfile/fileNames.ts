const dockerfile = /^(?:docker|container)file(?:[.-].+)?$|\.(?:docker|container)file$/i;
/** What is beside a Dockerfile under its name, or only becomes one: templates, notes, leftovers of editors. */
const other =
  /\.(?:dockerignore|md|rst|html|j2|jinja2?|tmpl|tpl|template|erb|ejs|hbs|mustache|in|orig|rej|bak|swp|py|sh|js|ts|json|ya?ml)$|~$/i;

/** `Dockerfile`, `Dockerfile.gpu`, `gpu.Dockerfile`, `Containerfile`. */
export const isDockerfileName = (name: string): boolean => dockerfile.test(name) && !other.test(name);
