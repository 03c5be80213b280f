/**
 * Aspect ratios as class names.
 *
 * A justified row needs each picture's ratio in CSS, and a strict Content-Security-Policy leaves no `style` attribute to
 * put it in. So ratios are rounded to steps of 1 % and each step has a class in the style sheet: it is cached, needs no
 * nonce, and works for pictures that are added later. Half a percent is cropped at most.
 */
const step = Math.log(1.01)
const lowest = Math.round(Math.log(1 / 3) / step)
const highest = Math.round(Math.log(4) / step)

/** Class of the ratio nearest to `widthPx / heightPx`, held between 1:3 and 4:1. 3:2 where the size is not known. */
export const ratioClass = (widthPx: number | null, heightPx: number | null): string => {
  const ratio = widthPx && heightPx ? widthPx / heightPx : 1.5
  const index = Math.round(Math.log(ratio) / step)
  return `r${Math.min(highest, Math.max(lowest, index)) - lowest}`
}

/** The rules behind {@link ratioClass}. */
export const ratioStyles = (): string => {
  let css = ''
  for (let index = lowest; index <= highest; index++) {
    css += `.r${index - lowest}{--r:${Math.exp(index * step).toFixed(3)}}\n`
  }
  return css
}
