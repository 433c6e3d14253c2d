/** As an image names its user. */
export const isRoot = (user: string): boolean => /^(?:|root|0)(?::.*)?$/.test(user);
