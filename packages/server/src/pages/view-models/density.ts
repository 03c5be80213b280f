import type { ViewContext } from './view-context.ts'

/** How large the pictures of lists are. */
export const densities = ['small', 'medium', 'large'] as const
export type Density = (typeof densities)[number]

export const isDensity = (text: string | null | undefined): text is Density => densities.some((each) => each === text)

/** Who chose how large pictures are, and where to come back to. */
export interface DensityChoice {
  readonly current: Density
  readonly returnTo: string
  readonly csrfToken: string | null
}

/** A form that makes the pictures of lists smaller or larger. */
export interface DensityView extends Omit<DensityChoice, 'current'> {
  readonly action: string
  readonly choices: readonly {
    readonly value: Density
    readonly label: string
    readonly icon: `density-${Density}`
    readonly isCurrent: boolean
  }[]
}

export const toDensity = ({ current, ...choice }: DensityChoice, { links, t }: ViewContext): DensityView => ({
  ...choice,
  action: links.path('/density'),
  choices: densities.map((value) => ({
    value,
    label: t(`density.${value}`),
    icon: `density-${value}` as const,
    isCurrent: value === current,
  })),
})
