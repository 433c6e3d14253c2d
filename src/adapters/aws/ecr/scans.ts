import type { EnhancedImageScanFinding, ImageScanFinding } from '@aws-sdk/client-ecr';
import { paginateDescribeImageScanFindings, StartImageScanCommand } from '@aws-sdk/client-ecr';
import type { Ecr } from '../../../core/ecr/ports';
import type { Finding, Findings } from '../../../core/ecr/scan';
import type { Clients } from './calls';
import { asked, own } from '../clients';
import { named, unlessAbsent } from './calls';

export function scans({ ecr, explain }: Clients): Pick<Ecr, 'startScan' | 'findFindings'> {
  return {
    startScan: async (repositoryName, digest, signal) =>
      asked(explain, 'ecr:StartImageScan', repositoryName, async () => {
        const request = new StartImageScanCommand({ repositoryName, imageId: named(digest) });
        await ecr.send(request, { abortSignal: own(signal) });
      }),
    findFindings: async (repositoryName, digest, signal) =>
      asked(explain, 'ecr:DescribeImageScanFindings', repositoryName, async () =>
        unlessAbsent(async () => {
          const wanted = { repositoryName, imageId: named(digest) };
          const options = { client: ecr, pageSize: 1000 };
          const findings: Finding[] = [];
          let last: Findings | undefined;
          const pages = paginateDescribeImageScanFindings(options, wanted, { abortSignal: own(signal) });
          for await (const { imageScanStatus, imageScanFindings: found = {} } of pages) {
            findings.push(
              ...(found.findings ?? []).map(basic),
              ...(found.enhancedFindings ?? []).flatMap(enhanced),
            );
            last = {
              status: imageScanStatus?.status ?? '',
              reason: imageScanStatus?.description,
              counts: countsOf(found.findingSeverityCounts ?? last?.counts),
              completed: found.imageScanCompletedAt?.getTime() ?? last?.completed,
              findings,
            };
          }
          return last;
        }),
      ),
  };
}

export const countsOf = (
  counts: Readonly<Record<string, number | undefined>> | undefined,
): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts ?? {}).map(([severity, count]) => [severity, count ?? 0]));

function basic({ name = '', severity = 'UNDEFINED', uri, attributes = [] }: ImageScanFinding): Finding {
  const said = (key: string): string | undefined => attributes.find((each) => each.key === key)?.value;
  return {
    severity,
    name,
    package: said('package_name'),
    version: said('package_version'),
    fixedIn: said('fixed_in_version'),
    link: uri,
  };
}

/** One line for each package that it is in. */
function enhanced(found: EnhancedImageScanFinding): readonly Finding[] {
  const { packageVulnerabilityDetails: details = {}, severity = 'UNTRIAGED', title = '' } = found;
  const packages = details.vulnerablePackages ?? [];
  const shared = {
    severity,
    name: details.vulnerabilityId ?? title,
    link: details.sourceUrl ?? details.referenceUrls?.[0],
  };
  if (packages.length === 0)
    return [{ ...shared, package: undefined, version: undefined, fixedIn: undefined }];
  return packages.map(({ name, version, release, fixedInVersion }) => ({
    ...shared,
    package: name,
    version: [version, release].filter(Boolean).join('-'),
    // Amazon Inspector's word for what nobody has mended yet.
    fixedIn: fixedInVersion === 'NotAvailable' ? undefined : fixedInVersion,
  }));
}
