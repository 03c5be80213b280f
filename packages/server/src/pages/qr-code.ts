import { encode } from 'uqr'
import { html, type SafeHtml } from '../themes/safe-html.ts'

/** A text as a QR code: dark on white, in every mode, because cameras want it so. */
export const toQrCode = (text: string, label: string): SafeHtml => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  // One run of dark squares after the other: a tenth of one rectangle each.
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  )
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${runs.join('')}"/></svg>`
}
