/** Word's XML by local names: the prefix is the writing program's choice. */
export const all = (of: Document | Element, name: string): Element[] => [
  ...of.getElementsByTagNameNS('*', name),
];

export const child = (of: Element | undefined, name: string): Element | undefined =>
  of && [...of.children].find(({ localName }) => localName === name);

export const attributeOf = (of: Element | undefined, name: string): string | undefined =>
  of && [...of.attributes].find(({ localName }) => localName === name)?.value;

export const valueOf = (of: Element | undefined): string | undefined => attributeOf(of, 'val');
