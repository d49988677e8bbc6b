/** How forecasts did, as lines for a person. */
import type { Check } from '#libs/forecast';

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export function checkLines({ months, dossiers, n, brier, brierOfBase, atReceipt, bands }: Check): string[] {
  return [
    `months held out: ${months[0]} to ${months.at(-1)} (${months.length}), ${dossiers} dossiers, ${n} forecasts`,
    `Brier score: ${brier.toFixed(4)}; of the procedure's share of late ones: ${brierOfBase.toFixed(4)}`,
    `at the receipt alone: ${atReceipt.brier.toFixed(4)}; ${atReceipt.brierOfBase.toFixed(4)} (${atReceipt.n})`,
    '     said       n    said on average   came late',
    ...bands.map(
      (band) =>
        `${percent(band.from).padStart(6)}–${percent(band.to).padEnd(6)} ${String(band.n).padStart(6)} ${percent(band.forecast).padStart(14)} ${percent(band.late).padStart(14)}`,
    ),
  ];
}
