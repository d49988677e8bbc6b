/** The dossier's survey form; its token opens nothing else. */
export const surveyUrl = (base: string, token: string): string => new URL(`/khao-sat/${token}`, base).href;

/** The public page of a dossier. Code and secret stand after `#`: a browser sends that part to no server (ui.md 4.12). */
export function lookupUrl(base: string, code: string, secret: string): string {
  const place = new URL('/tra-cuu', base);
  place.hash = new URLSearchParams({ ma: code, bm: secret }).toString();
  return place.href;
}
