import { encode } from 'uqr'

/** A QR code as a drawing: as many units wide as high, and the `d` of one path. */
export interface QrView {
  readonly size: number
  readonly path: string
}

/** With the quiet zone of four modules around it that ISO/IEC 18004 asks for. */
export const toQrView = (text: string): QrView => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}
