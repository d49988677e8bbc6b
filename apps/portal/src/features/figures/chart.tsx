/** A chart: still, drawn as SVG, patterned beside coloured, and told in a sentence to whoever can't see it. */
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { COLOUR } from '../../app/theme.ts';

export interface Picked {
  readonly seriesIndex: number;
  readonly dataIndex: number;
}

export interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly sentence: string;
  readonly height: number;
  readonly onPick?: ((picked: Picked) => void) | undefined;
}

const FONT = '"Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

export function Chart({ option, sentence, height, onPick }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const place = element.current;
    if (!place) return undefined;
    let chart: ECharts | undefined;
    let gone = false;
    const resized = new ResizeObserver(() => chart?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (gone) return;
      chart = init(place, undefined, { renderer: 'svg' });
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: FONT, fontSize: 13, color: COLOUR.text },
        aria: { enabled: true, label: { description: sentence }, decal: { show: true } },
        ...option,
      });
      chart.on('click', ({ seriesIndex = 0, dataIndex }) => pick.current?.({ seriesIndex, dataIndex }));
      resized.observe(place);
    });
    return () => {
      gone = true;
      resized.disconnect();
      chart?.dispose();
    };
  }, [option, sentence]);
  return (
    <div ref={element} role="img" aria-label={sentence} style={{ height, minWidth: 0, overflow: 'hidden' }} />
  );
}
