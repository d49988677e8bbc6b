/** The head of a page: its one h1, focused when one comes to it, and what can be done. */
import { useEffect } from 'react';
import type { ReactNode } from 'react';

export function PageHead(props: { readonly title: string; readonly children?: ReactNode }) {
  const { title, children } = props;
  useEffect(() => {
    document.title = `${title} · Đúng Hạn`;
  }, [title]);
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children !== undefined && <div className="row">{children}</div>}
    </div>
  );
}
