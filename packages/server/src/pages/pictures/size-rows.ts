import type { SizeDefinition } from '@vitrine/core'

/** A size as it stands in the form: what was typed, right or wrong. */
export interface SizeRow {
  readonly name: string
  readonly widthPx: string
  readonly heightPx: string
  readonly fit: string
  readonly quality: string
  readonly sharpenPercent: string
  readonly isEnabled: boolean
  readonly isAhead: boolean
}

const maxRows = 61

export const emptyRow: SizeRow = {
  name: '',
  widthPx: '',
  heightPx: '',
  fit: 'inside',
  quality: '',
  sharpenPercent: '',
  isEnabled: true,
  isAhead: false,
}

export const toRows = (sizes: readonly SizeDefinition[], renderAhead: readonly string[]): SizeRow[] =>
  sizes.map((size) => ({
    name: size.name,
    widthPx: String(size.widthPx),
    heightPx: String(size.heightPx),
    fit: size.fit,
    quality: typeof size.quality === 'number' ? String(size.quality) : '',
    sharpenPercent: size.sharpenPercent ? String(size.sharpenPercent) : '',
    isEnabled: size.enabled,
    isAhead: renderAhead.includes(size.name),
  }))

/** Fields are numbered: `name-0`, `width-0` … An unticked box sends nothing. */
export const readRows = (form: URLSearchParams): SizeRow[] => {
  const text = (field: string) => (form.get(field) ?? '').trim().slice(0, 40)
  const rows: SizeRow[] = []
  for (let at = 0; at < maxRows && form.has(`name-${at}`); at++)
    rows.push({
      name: text(`name-${at}`),
      widthPx: text(`width-${at}`),
      heightPx: text(`height-${at}`),
      fit: text(`fit-${at}`),
      quality: text(`quality-${at}`),
      sharpenPercent: text(`sharpen-${at}`),
      isEnabled: form.get(`enabled-${at}`) === '1',
      isAhead: form.get(`ahead-${at}`) === '1',
    })
  return rows.filter((row) => row.name !== '')
}

const toNumber = (typed: string): number => (/^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN)

/** What the form has no field for stays as it is. */
export const toSizes = (rows: readonly SizeRow[], before: readonly SizeDefinition[]): SizeDefinition[] =>
  rows.map((row) => {
    const known = before.find(({ name }) => name === row.name)
    const { quality: _quality, ...rest } = known ?? { quality: undefined }
    const quality =
      row.quality === '' ? (typeof known?.quality === 'object' ? known.quality : undefined) : toNumber(row.quality)
    return {
      ...rest,
      name: row.name,
      widthPx: toNumber(row.widthPx),
      heightPx: toNumber(row.heightPx),
      fit: row.fit === 'crop' ? 'crop' : 'inside',
      enabled: row.isEnabled,
      sharpenPercent: row.sharpenPercent === '' ? 0 : toNumber(row.sharpenPercent),
      ...(quality === undefined ? {} : { quality }),
    }
  })
