// What the engine says of its way to a registry; it has words for it and no codes.

export const isUnreached = (words: string): boolean =>
  /no such host|connection (?:refused|reset|ended)|timeout|deadline exceeded|unreachable|broken pipe|\bEOF\b|server misbehaving|temporary failure/i.test(
    words,
  );

export const isUntrusted = (words: string): boolean =>
  /x509|certificate|HTTP response to HTTPS client/i.test(words);
