import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { CalendarComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// On a canvas: what is drawn as SVG carries styles that the page's policy refuses.
register([BarChart, HeatmapChart, LineChart, CalendarComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

/** Draws a chart, and again when its box changes its size. @returns what takes it away */
export const drawnChart = (element: HTMLElement, option: EChartsCoreOption, isDark: boolean): (() => void) => {
  const chart = init(element, isDark ? 'dark' : undefined);
  // Its own boxes would be written as HTML with styles of their own.
  chart.setOption({ backgroundColor: 'transparent', ...option, tooltip: { renderMode: 'richText', ...(option['tooltip'] as object | undefined) } });
  const resized = new ResizeObserver(() => chart.resize());
  resized.observe(element);
  return () => {
    resized.disconnect();
    chart.dispose();
  };
};
