const waitMs = 150

interface Suggestions {
  readonly items: readonly { readonly name: string; readonly synonym: string | null }[]
}

/** Completes what is typed with names that exist already. */
export const suggestWhileTyping = (): void => {
  for (const [index, input] of [...document.querySelectorAll<HTMLInputElement>('[data-suggest]')].entries()) {
    const list = document.createElement('datalist')
    list.id = `suggestions-${index}`
    input.after(list)
    input.setAttribute('list', list.id)
    let timer: ReturnType<typeof setTimeout> | undefined
    let asked = ''
    const ask = async (): Promise<void> => {
      const text = input.value.trim()
      if (text === '' || text === asked) return
      asked = text
      const response = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ text })}`)
      if (!response.ok || input.value.trim() !== text) return
      const { items } = (await response.json()) as Suggestions
      list.replaceChildren(
        ...items.map(({ name, synonym }) => {
          const option = document.createElement('option')
          option.value = name
          // Browsers offer an option by its label too: who types the synonym is shown the tag.
          if (synonym !== null) option.label = `${synonym} → ${name}`
          return option
        }),
      )
    }
    input.addEventListener('input', () => {
      clearTimeout(timer)
      // Without suggestions the field is a field like any other.
      timer = setTimeout(() => void ask().catch(() => {}), waitMs)
    })
  }
}
