/** Whether a value can be an id at all: what cannot is not found, without asking the database. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
