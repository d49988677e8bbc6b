/**
 * The words of the chosen language, for what must stand at once on an old computer. react-i18next's hook takes a dozen
 * hooks a component, and i18next sifts its options for each word: plain ones, which are nearly all, are taken as they are.
 */
import i18next from 'i18next';
import type { TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

type Look = (key: string, options?: object) => string;

let words: TFunction | undefined;

const now = (): TFunction => (words ??= quick(i18next.language));

function listen(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

listen(() => (words = undefined));

export const useT = (): TFunction => useSyncExternalStore(listen, now);

function quick(language: string): TFunction {
  const whole = i18next.getFixedT(language) as unknown as Look;
  const kept = new Map<string, string>();
  const look: Look = (key, options) => {
    if (options !== undefined) return whole(key, options);
    let word = kept.get(key);
    if (word === undefined) kept.set(key, (word = plain(language, key) ?? whole(key)));
    return word;
  };
  return look as unknown as TFunction;
}

/** As it stands in the dictionary, if it is a word there. */
function plain(language: string, key: string): string | undefined {
  const found: unknown = i18next.getResource(language, 'translation', key);
  return typeof found === 'string' ? found : undefined;
}
