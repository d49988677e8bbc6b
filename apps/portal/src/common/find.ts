/** Lists of choices, and how one is searched: any part of the words, accents left out. */
import { plain } from './formats.ts';

export const filterOption = (words: string, option?: { readonly label?: unknown }): boolean =>
  typeof option?.label === 'string' && plain(option.label).includes(plain(words));

/** To choose one of them by its name. */
export const optionsOf = (
  named: readonly { readonly id: string; readonly name: string }[],
): { value: string; label: string }[] => named.map(({ id, name }) => ({ value: id, label: name }));
