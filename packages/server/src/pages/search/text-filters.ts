import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { blank, modeOf } from './choices.ts'
import { fromNear, wordFields } from './form.ts'

export const wordFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const { words } = bar.filters
  const fields: readonly string[] = words?.fields ?? []
  return {
    ...blank,
    name: 'wordsIn',
    label: t('filter.words'),
    value: words ? words.words.join(' ') : null,
    choices: wordFields.map((value) => ({
      value,
      label: t(`filter.in.${value}`),
      count: '',
      isOn: fields.includes(value),
    })),
    mode: modeOf('wordsMode', words?.mode ?? 'all', context),
    inputs: [
      {
        name: 'words',
        label: t('filter.words'),
        type: 'text',
        value: words ? words.words.join(' ') : '',
        hint: '',
      },
    ],
  }
}

export const nearFilter = ({ filters: { near } }: Bar, { t }: ViewContext): FilterView => {
  const value = near ? fromNear(near) : ''
  return {
    ...blank,
    name: 'near',
    label: t('filter.near'),
    value: near ? value : null,
    choices: [],
    inputs: [{ name: 'near', label: t('filter.near'), type: 'text', value, hint: '48.858,2.294,25' }],
    note: t('filter.near.note'),
  }
}

export const expertFilter = ({ filters: { expert = '' } }: Bar, { t }: ViewContext): FilterView => ({
  ...blank,
  name: 'expert',
  label: t('filter.expert'),
  value: expert === '' ? null : expert,
  choices: [],
  inputs: [{ name: 'expert', label: t('filter.expert'), type: 'text', value: expert, hint: 'ratio:>2 -tag:fog' }],
  note: t('filter.expert.note'),
})
