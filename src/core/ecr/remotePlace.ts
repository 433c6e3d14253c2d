/** Where something in ECR is. As the subject of a row it is one text. */
export interface RemotePlace {
  readonly region: string;
  readonly repository: string;
  /** Of an image. */
  readonly digest?: string;
}

/** `eu-west-1/team/iris@sha256:…`: a region has no slash, and a repository no `@`. */
export const subjectOf = ({ region, repository, digest }: RemotePlace): string =>
  `${region}/${repository}${digest === undefined ? '' : `@${digest}`}`;

export function placeOf(subject: string): RemotePlace {
  const slash = subject.indexOf('/');
  const [repository = '', digest] = subject.slice(slash + 1).split('@');
  return {
    region: subject.slice(0, Math.max(0, slash)),
    repository,
    ...(digest === undefined ? {} : { digest }),
  };
}
