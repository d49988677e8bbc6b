/** Ant Design's drawings without its component, which brings a style sheet and a context of its own. */
import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types';
import { createElement } from 'react';
import type { ReactElement } from 'react';

export type { IconDefinition } from '@ant-design/icons-svg/es/types';

/** In one colour, that of the words beside it, which say what it says. */
export function Icon({ of }: { readonly of: IconDefinition }) {
  const drawing = typeof of.icon === 'function' ? of.icon('currentColor', 'none') : of.icon;
  return (
    <svg
      className="icon"
      viewBox={drawing.attrs['viewBox']}
      width="1em"
      height="1em"
      fill="currentColor"
      aria-hidden
    >
      {(drawing.children ?? []).map(part)}
    </svg>
  );
}

const part = ({ tag, attrs, children }: AbstractNode, index: number): ReactElement =>
  createElement(tag, { key: index, d: attrs['d'] }, ...(children ?? []).map(part));
