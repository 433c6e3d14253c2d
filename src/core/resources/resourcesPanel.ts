/** What the Resources panel and the extension say to each other. A snapshot is whole. */
export interface ResourcesSnapshot {
  /** What there is to watch; nothing runs before training does. */
  readonly runs: readonly string[];
}

export interface ResourcesPanel {
  /** Offered by the extension. */
  readonly host: { ready(): void };
  /** Offered by the page. */
  readonly view: { show(snapshot: ResourcesSnapshot): void };
}
