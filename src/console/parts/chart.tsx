import { makeStyles } from '@fluentui/react-components';
import { type EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { useChosenTheme } from '../shell/theme';

const useStyles = makeStyles({ chart: { width: '100%' } });

/**
 * A chart, its library loaded when the first is drawn. Listeners are told `label`; whoever shows a chart shows its figures as a table too.
 * @param height in pixels
 */
export const Chart = ({ option, label, height }: { readonly option: EChartsCoreOption; readonly label: string; readonly height: number }) => {
  const box = useRef<HTMLDivElement>(null);
  const { isDark } = useChosenTheme();
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let ended = false;
    let end = (): void => undefined;
    void import('./drawnChart').then(({ drawnChart }) => {
      if (!ended) end = drawnChart(element, option, isDark);
    });
    return () => {
      ended = true;
      end();
    };
  }, [option, isDark]);
  return <div ref={box} className={useStyles().chart} style={{ height }} role="img" aria-label={label} />;
};
