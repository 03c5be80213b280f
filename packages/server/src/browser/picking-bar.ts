/** Long enough to tap three more. */
const settleMs = 500
/** As many as an archive takes by their numbers. */
const maxEstimated = 5_000

const bytesText = (bytes: number): string => {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const
  const at = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: units[at],
    maximumFractionDigits: at === 2 ? 1 : 0,
  }).format(bytes / 1_000 ** (at + 1))
}

/** The bar with what can be done with chosen photos: says how many there are, and how much that is. */
export const pickingBar = (form: HTMLFormElement, ids: ReadonlySet<string>) => {
  const line = form.querySelector<HTMLElement>('.picking-count')
  const size = form.querySelector<HTMLSelectElement>('select[name=size]')
  const text = (name: string, value = ''): string => (line?.dataset[name] ?? '').replace(/%[ns]/, value)
  const count = (): string =>
    ids.size === 0 ? text('hint') : text('count', new Intl.NumberFormat(document.documentElement.lang).format(ids.size))
  const say = (...parts: string[]): void => {
    if (line) line.textContent = parts.join(' · ')
  }

  let timer = 0
  let asking: AbortController | null = null
  const estimate = async (): Promise<void> => {
    const url = form.dataset.estimate
    if (!url || ids.size === 0 || ids.size > maxEstimated) return
    asking = new AbortController()
    const { signal } = asking
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ photoIds: [...ids].map(Number), ...(size ? { size: size.value } : {}) }),
        signal,
      })
      const answer = await response.json()
      if (!response.ok) return say(count(), answer.error?.message ?? '')
      say(
        count(),
        text('about', bytesText(answer.bytes)),
        ...(answer.leftOut > 0 ? [text('leftOut', String(answer.leftOut))] : []),
      )
    } catch {
      // How many there are is said already.
    }
  }
  const stopEstimating = (): void => {
    asking?.abort()
    clearTimeout(timer)
  }
  const refresh = (): void => {
    stopEstimating()
    say(count())
    for (const button of form.querySelectorAll<HTMLButtonElement>('[formaction]')) button.disabled = ids.size === 0
    timer = window.setTimeout(() => void estimate(), settleMs)
  }

  size?.addEventListener('change', refresh)
  form.addEventListener('formdata', ({ formData }) => {
    for (const id of ids) formData.append('photos', id)
  })
  form.addEventListener('submit', (event) => {
    const button = event.submitter
    const url = button?.dataset.pickFavourites
    if (!button || !url) return
    event.preventDefault()
    // An estimate that comes later would take the place of what is said of this.
    stopEstimating()
    void add(url, [...ids].map(Number)).then(
      () => say(count(), button.dataset.done ?? ''),
      () => say(count(), text('failed')),
    )
  })
  return { refresh }
}

/** As many at once as the API takes. */
const maxAdded = 1_000

const add = async (url: string, ids: readonly number[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += maxAdded) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': document.documentElement.dataset.csrf ?? '' },
      body: JSON.stringify({ photoIds: ids.slice(from, from + maxAdded) }),
    })
    if (!response.ok) throw new Error(String(response.status))
  }
}
