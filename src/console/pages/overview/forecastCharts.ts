import { type Theme } from '@fluentui/react-components';
import { type EChartsCoreOption } from 'echarts/core';
import { dayText } from '../../parts/instant';
import { moneyText } from '../../parts/money';
import { counted } from '../../parts/words';
import { type DaySums, type MonthSums } from './forecastData';

const narrow = (part: 'weekday' | 'month', days: readonly string[]): readonly string[] => {
  const form = new Intl.DateTimeFormat(undefined, { [part]: 'short', timeZone: 'UTC' });
  return days.map((day) => form.format(new Date(day)));
};

// From a Sunday on, as the library counts.
const WEEKDAYS = narrow('weekday', ['2023-01-01', '2023-01-02', '2023-01-03', '2023-01-04', '2023-01-05', '2023-01-06', '2023-01-07']);
const MONTHS = narrow('month', Array.from({ length: 12 }, (_, month) => `2023-${String(month + 1).padStart(2, '0')}-15`));

const monthForm = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `Jul 2021`. @param month `2021-07` */
export const monthText = (month: string): string => monthForm.format(new Date(`${month}-01`));

/** An axis needs no cents. */
const roundText = (amount: number, currency: string): string => new Intl.NumberFormat(undefined, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }).format(amount);

/** Days of a year, the darker the more is charged on them. @param until exclusive */
export const calendarOption = (renewals: readonly DaySums[], { asOf, until }: { readonly asOf: string; readonly until: string }, currency: string, look: Theme): EChartsCoreOption => {
  const texts = new Map(renewals.map(({ date, amount, lines }) => [date, `${dayText(date)}\n${counted(lines, 'term')} begin: ${moneyText(amount, currency)}`]));
  return {
    tooltip: { formatter: ({ value: [date] }: { readonly value: readonly [string, number] }) => texts.get(date) ?? '' },
    visualMap: {
      min: 0,
      max: Math.max(1, ...renewals.map(({ amount }) => Number(amount))),
      orient: 'horizontal',
      left: 36,
      bottom: 0,
      itemHeight: 120,
      itemWidth: 12,
      inRange: { color: [look.colorBrandBackground2, look.colorBrandForeground1] },
      text: [roundText(Math.max(1, ...renewals.map(({ amount }) => Number(amount))), currency), roundText(0, currency)],
      textStyle: { color: look.colorNeutralForeground2 },
    },
    calendar: {
      range: [asOf.slice(0, 10), new Date(Date.parse(until) - 1).toISOString().slice(0, 10)],
      cellSize: ['auto', 16],
      top: 24,
      left: 36,
      right: 4,
      yearLabel: { show: false },
      monthLabel: { nameMap: MONTHS, color: look.colorNeutralForeground2 },
      dayLabel: { firstDay: 1, nameMap: WEEKDAYS, color: look.colorNeutralForeground2 },
      splitLine: { lineStyle: { color: look.colorNeutralStroke1 } },
      itemStyle: { color: look.colorNeutralBackground1, borderColor: look.colorNeutralStroke2, borderWidth: 1 },
    },
    series: [{ type: 'heatmap', coordinateSystem: 'calendar', data: renewals.map(({ date, amount }) => [date, Number(amount)]) }],
  };
};

/** A pair of bars for each month: as it stands, and without what is planned. */
export const monthsOption = (months: readonly MonthSums[], currency: string, look: Theme): EChartsCoreOption => {
  const text = { color: look.colorNeutralForeground2 };
  return {
    tooltip: { trigger: 'axis', valueFormatter: (amount: number) => moneyText(amount, currency) },
    legend: { left: 0, top: 0, textStyle: text },
    grid: { left: 4, right: 4, top: 36, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: months.map(({ month }) => monthText(month)), axisLabel: text, axisLine: { lineStyle: { color: look.colorNeutralStroke1 } } },
    yAxis: { type: 'value', axisLabel: { ...text, formatter: (amount: number) => roundText(amount, currency) }, splitLine: { lineStyle: { color: look.colorNeutralStroke2 } } },
    series: [
      { name: 'As planned', type: 'bar', itemStyle: { color: look.colorBrandForeground1 }, data: months.map(({ amount }) => Number(amount)) },
      { name: 'Without plans', type: 'bar', itemStyle: { color: look.colorNeutralStroke1Pressed }, data: months.map(({ amountWithoutPlans }) => Number(amountWithoutPlans)) },
    ],
  };
};
