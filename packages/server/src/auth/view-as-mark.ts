import { createHmac } from 'node:crypto'
import type { ViewAsTarget } from '@vitrine/core'
import { equalsInConstantTime } from './constant-time.ts'

/** A target in the flat form that an address, a form or a cookie has. */
export interface FlatTarget {
  readonly type: 'guest' | 'user' | 'group' | 'link'
  readonly id: number | null
}

export const flatten = (target: ViewAsTarget): FlatTarget => {
  if (target === 'guest') return { type: 'guest', id: null }
  if ('user' in target) return { type: 'user', id: target.user }
  return 'group' in target ? { type: 'group', id: target.group } : { type: 'link', id: target.link }
}

/** `null` where it names nobody. */
export const unflatten = (type: string, id: string): ViewAsTarget | null => {
  if (type === 'guest') return id === '' ? 'guest' : null
  const number = /^[1-9]\d{0,15}$/.test(id) ? Number(id) : Number.NaN
  if (!Number.isSafeInteger(number)) return null
  switch (type) {
    case 'user':
      return { user: number }
    case 'group':
      return { group: number }
    case 'link':
      return { link: number }
    default:
      return null
  }
}

const sign = (sessionToken: string, what: string): string =>
  createHmac('sha256', sessionToken).update(`view-as:${what}`).digest('base64url')

/** What the cookie says: whose eyes, with a mark that only the session it was made in can have made. */
export const toMark = (sessionToken: string, target: ViewAsTarget): string => {
  const { type, id } = flatten(target)
  const what = `${type}.${id ?? ''}`
  return `${what}.${sign(sessionToken, what)}`
}

/** The target of a mark of this session; `null` for any other, and for one that was tampered with. */
export const fromMark = (sessionToken: string, mark: string): ViewAsTarget | null => {
  const [type = '', id = '', signature = ''] = mark.split('.')
  return equalsInConstantTime(signature, sign(sessionToken, `${type}.${id}`)) ? unflatten(type, id) : null
}
