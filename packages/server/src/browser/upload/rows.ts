import type { Item, ItemState } from './queue.ts'

/** Sentences of the page, in its language; `{…}` is filled in here. */
export type Texts = Readonly<Record<string, string>>

export const fill = (text: string | undefined, values: Readonly<Record<string, string | number>> = {}): string =>
  (text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** What to do about a fault, by its code; else what the server says. */
const adviceFor = (item: Item, texts: Texts): string => {
  const { code = '', message = '' } = item.error ?? {}
  const advice = texts[`error.${code}`]
  return advice ? `${message} ${advice}` : message
}

const stateText = (item: Item, texts: Texts): string =>
  item.state === 'failed' ? adviceFor(item, texts) : fill(texts[`state.${item.state}`])

const isOpen = (state: ItemState): boolean => state !== 'done' && state !== 'duplicate'

interface RowParts {
  readonly template: HTMLTemplateElement
  readonly texts: Texts
  readonly photoUrl: (id: number) => string
  readonly onCancel: (item: Item) => void
  readonly onRetry: (item: Item) => void
}

/** The row of one file: made from the page's own template, so that a theme decides what it looks like. */
export const createRow = (item: Item, { template, texts, photoUrl, onCancel, onRetry }: RowParts) => {
  const element = template.content.firstElementChild?.cloneNode(true) as HTMLElement
  const part = <E extends HTMLElement>(name: string): E => element.querySelector(`[data-${name}]`) as E
  const { file, folders } = item.picked
  const path = [...folders, file.name].join(' / ')
  part('name').textContent = path
  const progress = part<HTMLProgressElement>('row-progress')
  progress.setAttribute('aria-label', fill(texts.progressOf, { name: path }))
  const cancel = part<HTMLButtonElement>('cancel')
  cancel.setAttribute('aria-label', fill(texts.cancelOf, { name: path }))
  cancel.addEventListener('click', () => onCancel(item))
  const retry = part<HTMLButtonElement>('retry')
  retry.setAttribute('aria-label', fill(texts.retryOf, { name: path }))
  retry.addEventListener('click', () => onRetry(item))

  const update = (): void => {
    element.dataset.state = item.state
    progress.value = item.bytes === 0 ? 0 : item.sentBytes / item.bytes
    part('state').textContent = stateText(item, texts)
    retry.hidden = item.state !== 'failed'
    cancel.hidden = !isOpen(item.state)
    const link = part<HTMLAnchorElement>('photo')
    link.hidden = item.photoId === null
    if (item.photoId !== null) link.href = photoUrl(item.photoId)
  }
  update()
  return { element, update }
}
