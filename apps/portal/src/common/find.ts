/** How a list of choices is searched: any part of the words, accents left out. */
import { plain } from './formats.ts';

export const filterOption = (words: string, option?: { readonly label?: unknown }): boolean =>
  typeof option?.label === 'string' && plain(option.label).includes(plain(words));
