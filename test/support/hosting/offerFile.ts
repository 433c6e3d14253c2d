const headings = [
  'SKU',
  'OfferTermCode',
  'RateCode',
  'TermType',
  'PriceDescription',
  'EffectiveDate',
  'StartingRange',
  'EndingRange',
  'Unit',
  'PricePerUnit',
  'Currency',
  'Product Family',
  'serviceCode',
  'Location',
  'Instance Type',
  'vCPU',
  'Component',
  'instanceName',
  'Region Code',
];

/** AWS's offer file of SageMaker as it is shaped: with prices of hosting, and much else that is none. */
export function offerFile(hourly: Readonly<Record<string, number>>): string {
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',');
  const row = (type: string, price: number, change: Readonly<Record<string, string>> = {}): string => {
    const usual: Readonly<Record<string, string>> = {
      SKU: 'ABCDEFGH',
      TermType: 'OnDemand',
      PriceDescription: `$${price} per Hosting ${type} hour, "real-time" in US East (N. Virginia)`,
      Unit: 'Hrs',
      PricePerUnit: String(price),
      Currency: 'USD',
      'Product Family': 'ML Instance',
      Location: 'US East (N. Virginia)',
      'Instance Type': `${type}-Hosting`,
      Component: 'Hosting',
      instanceName: type,
      'Region Code': 'us-east-1',
    };
    return line(headings.map((heading) => change[heading] ?? usual[heading] ?? ''));
  };
  return [
    line(['FormatVersion', 'v1.0']),
    line(['Disclaimer', 'This pricing list is for informational purposes only.']),
    line(['Publication Date', '2026-11-12T18:04:05Z']),
    line(['Version', '20261112180405']),
    line(['OfferCode', 'AmazonSageMaker']),
    line(headings),
    ...Object.entries(hourly).flatMap(([type, price]) => [
      row(type, price * 2, { Component: 'Training' }),
      row(type, price),
      row(type, price * 3, { TermType: 'Reserved' }),
      row(type, price * 4, { 'Region Code': 'us-east-2' }),
      row(type, price * 5, { 'Product Family': 'ML Savings Plan' }),
      row(type, price * 6, { Unit: 'GB-Mo' }),
    ]),
  ].join('\r\n');
}
