/** Where an endpoint is. As the subject of a row it is one text. */
export interface EndpointPlace {
  readonly region: string;
  readonly name: string;
  /** Of one of its variants. */
  readonly variant?: string;
}

/** `eu-west-1/iris/blue`: none of the three has a slash. */
export const subjectOf = ({ region, name, variant }: EndpointPlace): string =>
  [region, name, ...(variant === undefined ? [] : [variant])].join('/');

export function placeOf(subject: string): EndpointPlace {
  const [region = '', name = '', variant] = subject.split('/');
  return { region, name, ...(variant === undefined ? {} : { variant }) };
}
