/** Bars of a chart, drawn by the server: `ChartView@1`. */
export interface ChartView {
  readonly title: string
  /** What it shows, in one sentence, for whoever does not see it. */
  readonly text: string
  readonly widthPx: number
  readonly heightPx: number
  /** The highest value, in words; the upper line stands for it. */
  readonly most: string
  readonly bars: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly text: string
    /** The whole height of its place, to point at. */
    readonly slot: { readonly x: number; readonly width: number }
    /** The same time before, beside the bar. */
    readonly before: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
  }[]
  /** What stands below: the first, one in the middle, the last. */
  readonly labels: readonly string[]
  /** What the two kinds of bars stand for; `null`: there is one. */
  readonly legend: { readonly now: string; readonly before: string } | null
  /** The same as a table. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface ChartValue {
  readonly label: string
  readonly value: number
  readonly before?: number
}

const widthPx = 600
const heightPx = 120

/** The next of 1, 2, 5, 10, 20, 50 …: a line that a value can be read from. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

const round = (value: number): number => Math.round(value * 100) / 100

export const toChart = (
  values: readonly ChartValue[],
  about: {
    readonly title: string
    readonly text: string
    readonly columns: readonly string[]
    readonly legend?: ChartView['legend']
    readonly number: (value: number) => string
  },
): ChartView => {
  const most = roundUp(Math.max(1, ...values.flatMap(({ value, before = 0 }) => [value, before])))
  const step = widthPx / Math.max(1, values.length)
  const heightOf = (value: number): number => (value === 0 ? 0 : Math.max(1, round((value / most) * heightPx)))
  const last = values.length - 1
  const shown = new Set([0, Math.round(last / 2), last])
  return {
    title: about.title,
    text: about.text,
    widthPx,
    heightPx,
    most: about.number(most),
    bars: values.map(({ label, value, before }, index) => {
      const isAlone = before === undefined
      const [start, width] = isAlone ? [0.12, 0.76] : [0.5, 0.38]
      return {
        x: round((index + start) * step),
        y: round(heightPx - heightOf(value)),
        width: round(step * width),
        height: heightOf(value),
        text: `${label}: ${about.number(value)}${isAlone ? '' : ` (${about.number(before)})`}`,
        slot: { x: round(index * step), width: round(step) },
        before: isAlone
          ? null
          : {
              x: round((index + 0.12) * step),
              y: round(heightPx - heightOf(before)),
              width: round(step * 0.38),
              height: heightOf(before),
            },
      }
    }),
    labels: values.filter((_, index) => shown.has(index)).map(({ label }) => label),
    legend: about.legend ?? null,
    columns: about.columns,
    rows: values.map(({ label, value, before }) => [
      label,
      about.number(value),
      ...(before === undefined ? [] : [about.number(before)]),
    ]),
  }
}
