import { createClient } from '@vitrine/sdk'
import { fromDrop, fromInput, type PickedFile } from './collect.ts'
import { createFolderAlbums } from './folders.ts'
import { createUploadMemory } from './memory.ts'
import { createQueue, type Item } from './queue.ts'
import { createRow, fill, type Texts } from './rows.ts'

/** As many rows are drawn at once; a folder of thousands must not stop the page. */
const maxRows = 200
/** A screen reader is told how it goes, but not with every piece. */
const speakEveryMs = 5_000

const uploader = (): void => {
  const root = document.querySelector<HTMLElement>('[data-uploader]')
  if (!root) return
  const find = <E extends Element>(name: string): E => root.querySelector(`[data-${name}]`) as E
  const { basePath = '', photoBase = '' } = root.dataset
  const albumId = Number(root.dataset.album)
  const texts = JSON.parse(root.dataset.texts ?? '{}') as Texts
  const number = new Intl.NumberFormat(document.documentElement.lang)

  const client = createClient({
    baseUrl: location.origin + basePath,
    ...(document.documentElement.dataset.csrf ? { csrfToken: document.documentElement.dataset.csrf } : {}),
  })
  const memory = createUploadMemory(basePath, albumId)
  const rows = new Map<Item, ReturnType<typeof createRow>>()
  const list = find<HTMLElement>('rows')
  const total = find<HTMLProgressElement>('total')
  const summary = find<HTMLElement>('summary')
  const spoken = find<HTMLElement>('spoken')
  const pause = find<HTMLButtonElement>('pause')
  const retryAll = find<HTMLButtonElement>('retry-all')
  const board = find<HTMLElement>('board')

  let isDrawing = false
  const changed = new Set<Item>()
  const queue = createQueue({
    client,
    folders: createFolderAlbums(client, albumId),
    memory,
    onChange: (item) => {
      changed.add(item)
      if (isDrawing) return
      isDrawing = true
      requestAnimationFrame(draw)
    },
  })

  const count = (...states: readonly string[]): number =>
    queue.items.filter(({ state }) => states.includes(state)).length

  const describe = (): string => {
    const values = {
      done: number.format(count('done', 'duplicate')),
      files: number.format(queue.items.length),
      failed: number.format(count('failed')),
      duplicates: number.format(count('duplicate')),
    }
    const sentences = [fill(texts.summary, values)]
    if (count('duplicate') > 0) sentences.push(fill(texts.duplicates, values))
    if (count('failed') > 0) sentences.push(fill(texts.failures, values))
    return sentences.join(' ')
  }

  /** The rows that are under way or went wrong come first where there are too many for all of them. */
  const fillRows = (): void => {
    for (const item of queue.items) {
      if (rows.size >= maxRows) break
      if (rows.has(item)) continue
      const row = createRow(item, rowParts)
      rows.set(item, row)
      list.append(row.element)
    }
    find<HTMLElement>('more').textContent =
      queue.items.length > rows.size ? fill(texts.more, { count: number.format(queue.items.length - rows.size) }) : ''
  }

  let spokenAt = 0
  const speak = (force: boolean): void => {
    if (!force && Date.now() - spokenAt < speakEveryMs) return
    spokenAt = Date.now()
    spoken.textContent = describe()
  }

  const draw = (): void => {
    isDrawing = false
    for (const item of changed) rows.get(item)?.update()
    changed.clear()
    // Room for those that wait: what is done without a word to say goes first.
    if (queue.items.length > maxRows)
      for (const [item, row] of rows) {
        if (item.state !== 'done') continue
        row.element.remove()
        rows.delete(item)
      }
    fillRows()
    const bytes = queue.items.reduce((sum, item) => sum + item.bytes, 0)
    const sent = queue.items.reduce((sum, item) => sum + (item.state === 'failed' ? item.bytes : item.sentBytes), 0)
    total.value = bytes === 0 ? 0 : sent / bytes
    summary.textContent = describe()
    const isOver = count('waiting', 'sending', 'retrying', 'paused') === 0
    pause.hidden = isOver
    pause.textContent = (queue.isPaused() ? texts.resume : texts.pause) ?? ''
    retryAll.hidden = count('failed') === 0
    find<HTMLElement>('album-link').hidden = !isOver || queue.items.length === 0
    board.hidden = queue.items.length === 0
    speak(isOver)
  }

  const rowParts = {
    template: find<HTMLTemplateElement>('row'),
    texts,
    photoUrl: (id: number) => `${photoBase}${id}`,
    onCancel: (item: Item) => {
      const row = rows.get(item)
      // The focus goes on to the next row: without a place it would fall to the top of the page.
      const neighbour = row?.element.nextElementSibling ?? row?.element.previousElementSibling
      queue.cancel(item)
      row?.element.remove()
      rows.delete(item)
      const target = neighbour?.querySelector<HTMLElement>('button:not([hidden])') ?? find<HTMLElement>('pick-files')
      target.focus()
      draw()
    },
    onRetry: (item: Item) => {
      queue.retry([item])
      draw()
    },
  }

  const add = (files: readonly PickedFile[]): void => {
    if (files.length === 0) {
      spoken.textContent = texts.nothing ?? ''
      return
    }
    find<HTMLElement>('unfinished').hidden = true
    queue.add(files)
    draw()
  }

  for (const name of ['files', 'folder']) {
    const input = find<HTMLInputElement>(`${name}-input`)
    find<HTMLButtonElement>(`pick-${name}`).addEventListener('click', () => input.click())
    input.addEventListener('change', () => {
      add(fromInput(input))
      // The same files may be picked again after a fault.
      input.value = ''
    })
  }
  pause.addEventListener('click', () => {
    if (queue.isPaused()) queue.resume()
    else queue.pause()
    draw()
  })
  retryAll.addEventListener('click', () => {
    queue.retry(queue.items.filter(({ state }) => state === 'failed'))
    draw()
  })
  find<HTMLButtonElement>('clear').addEventListener('click', () => {
    for (const item of queue.items.filter(({ state }) => state === 'done' || state === 'duplicate')) {
      rows.get(item)?.element.remove()
      rows.delete(item)
      queue.cancel(item)
    }
    draw()
  })

  const isOfFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  const mark = (isOver: boolean): void => void root.toggleAttribute('data-over', isOver)
  // Anywhere on the page: a file that misses the field would make the browser leave it.
  document.addEventListener('dragover', (event) => {
    if (!isOfFiles(event)) return
    event.preventDefault()
    mark(true)
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false)
  })
  document.addEventListener('drop', (event) => {
    if (!isOfFiles(event) || !event.dataTransfer) return
    event.preventDefault()
    mark(false)
    void fromDrop(event.dataTransfer).then(add, () => {
      spoken.textContent = texts.unreadable ?? ''
    })
  })
  addEventListener('beforeunload', (event) => {
    if (count('waiting', 'sending', 'retrying') > 0) event.preventDefault()
  })

  const unfinished = memory.unfinished()
  if (unfinished.length > 0) {
    const shown = unfinished.slice(0, 3).join(', ')
    const note = find<HTMLElement>('unfinished')
    note.textContent = fill(texts.unfinished, { count: number.format(unfinished.length), names: shown })
    note.hidden = false
  }
  root.querySelector('[data-plain]')?.remove()
  find<HTMLElement>('scripted').hidden = false
}

uploader()
