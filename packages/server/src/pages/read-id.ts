import { inputInvalid } from '@vitrine/core'

/** The number of an entry in a query or a form; `null` where there is none. @throws `INPUT_INVALID` */
export const readId = (values: URLSearchParams, name: string): number | null => {
  const value = values.get(name)
  if (value === null || value === '') return null
  const id = /^[1-9]\d{0,15}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(id)) throw inputInvalid([{ path: name, message: 'Expected the number of an entry' }])
  return id
}
