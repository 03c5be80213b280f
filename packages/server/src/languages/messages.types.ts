import type { MessageArguments } from './messages.generated.ts'

export type MessageKey = keyof MessageArguments

type Values<K extends MessageKey> = MessageArguments[K] extends null ? [] : [values: MessageArguments[K]]

/** `t('count.photos', { count: 3 })` → `3 photos`. Keys and their values are checked by the compiler. */
export type Translate = <K extends MessageKey>(key: K, ...values: Values<K>) => string

/** The sentences of one language by their keys, as they lie on disk. */
export type Catalogue = ReadonlyMap<string, string>
