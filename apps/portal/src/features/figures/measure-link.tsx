/** A figure as a link to the list of exactly its dossiers. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FiguresSearch, Measure } from '../../app/routes/figures.ts';
import { number } from '../../common/formats.ts';

interface MeasureLinkProps {
  readonly search: FiguresSearch;
  readonly measure: Measure;
  readonly count: number;
  /** Read before the number by whoever can't see what it stands under. */
  readonly about?: string;
  readonly children?: ReactNode;
}

export function MeasureLink({ search, measure, count, about, children }: MeasureLinkProps) {
  const { by: _by, ...rest } = search;
  return (
    <Link to="/so-lieu/ho-so" search={{ ...rest, measure }}>
      {about !== undefined && <span className="hidden-text">{about}: </span>}
      {children}
      {number(count)}
    </Link>
  );
}
