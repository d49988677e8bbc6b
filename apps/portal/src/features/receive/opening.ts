/** From the counter's form to what the API takes. */
import type { ApplicantValues } from './applicant.tsx';
import type { Choice } from './time-limit.tsx';

export interface Fields extends ApplicantValues {
  readonly procedure: string;
  readonly channel: 'counter' | 'postal';
}

export function openingOf(
  { agency, edition }: Choice,
  { channel, procedure: _procedure, ...applicant }: Fields,
) {
  const filled = Object.fromEntries(
    Object.entries(applicant).filter(([, value]) => value !== undefined && value !== ''),
  );
  return {
    procedure: edition.code,
    agency,
    channel,
    applicant: filled as { name: string; idNumber: string },
  };
}
