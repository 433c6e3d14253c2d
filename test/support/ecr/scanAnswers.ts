import type { Asked } from './refused';
import { Refused } from './refused';

export interface ScanAnswer {
  readonly findings?: readonly object[];
  readonly enhancedFindings?: readonly object[];
}

/** Scans as ECR has them: under way when first asked, then with findings in pages of two. */
export class ScanAnswers {
  readonly #begun = new Map<string, number>();
  #found: ScanAnswer = {};

  find(findings: ScanAnswer): void {
    this.#found = findings;
  }

  done(digest: string): void {
    this.#begun.set(digest, 1);
  }

  reset(): void {
    this.#begun.clear();
    this.#found = {};
  }

  summary(digest: string): object {
    if (!this.#begun.has(digest)) return {};
    return {
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindingsSummary: { findingSeverityCounts: this.#counts() },
    };
  }

  readonly answers = {
    StartImageScan: (asked: Asked) => {
      const digest = digestOf(asked);
      if (this.#begun.has(digest)) throw new Refused('LimitExceededException|One scan in 24 hours.');
      this.#begun.set(digest, 0);
      return { imageScanStatus: { status: 'IN_PROGRESS' } };
    },
    DescribeImageScanFindings: (asked: Asked) => {
      const digest = digestOf(asked);
      const turns = this.#begun.get(digest);
      if (turns === undefined) throw new Refused('ScanNotFoundException|No scan.');
      this.#begun.set(digest, turns + 1);
      if (turns === 0) return { imageScanStatus: { status: 'IN_PROGRESS' } };
      const { findings = [], enhancedFindings = [] } = this.#found;
      const from = Number(asked['nextToken'] ?? 0);
      const more = from + 2 < Math.max(findings.length, enhancedFindings.length);
      return {
        imageScanStatus: { status: 'COMPLETE', description: 'The scan was completed.' },
        imageScanFindings: {
          imageScanCompletedAt: 1_790_000_600,
          findingSeverityCounts: this.#counts(),
          findings: findings.slice(from, from + 2),
          enhancedFindings: enhancedFindings.slice(from, from + 2),
        },
        ...(more ? { nextToken: String(from + 2) } : {}),
      };
    },
  };

  #counts(): Readonly<Record<string, number>> {
    const { findings = [], enhancedFindings = [] } = this.#found;
    const counts: Record<string, number> = {};
    for (const each of [...findings, ...enhancedFindings]) {
      const severity = String(Reflect.get(each, 'severity'));
      counts[severity] = (counts[severity] ?? 0) + 1;
    }
    return counts;
  }
}

function digestOf({ imageId }: Asked): string {
  return typeof imageId === 'object' && imageId !== null ? String(Reflect.get(imageId, 'imageDigest')) : '';
}
