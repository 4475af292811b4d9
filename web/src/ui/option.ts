import { matches } from './match.ts'

export interface Option {
  value: string
  label: string
  /** Second line or end note: a reference number, a category. */
  hint?: string
  /** Swatch: a CSS colour, usually `var(--category-n)`. */
  color?: string
  disabled?: boolean
  /** Heading it stands under, in a UiSelect. */
  group?: string
}

/** Options whose label or hint begins words like those typed; at most `limit`, so that a list stays a list. */
export const filterOptions = (options: readonly Option[], typed: string, limit = 80): Option[] =>
  options.filter((option) => matches(`${option.label} ${option.hint ?? ''}`, typed)).slice(0, limit)
