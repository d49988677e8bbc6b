/**
 * The policy of our pages takes styles with the answer's nonce only. Ant Design gives its own the nonce, but some of
 * the parts it is made of (the lock of scrolling behind a dialog) forget it: every style made by our scripts gets it.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

const create = document.createElement.bind(document);

document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = create(name, options);
  if (name === 'style') element.nonce = nonce;
  return element;
};
