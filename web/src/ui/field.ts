import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'

export interface FieldLink {
  id: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

export const fieldKey: InjectionKey<ComputedRef<FieldLink>> = Symbol('field')

/** Attributes that tie a control to the UiField around it; none outside one. */
export function useFieldAttributes(): ComputedRef<Record<string, string | boolean | undefined>> {
  const field = inject(fieldKey, undefined)
  return computed(() =>
    field
      ? {
          id: field.value.id,
          'aria-describedby': field.value.describedBy,
          'aria-invalid': field.value.invalid || undefined,
          'aria-required': field.value.required || undefined,
        }
      : {},
  )
}

/** Same, for a control that is not labelable (group, slider): it points back at the label. */
export function useFieldLabel(): ComputedRef<{ 'aria-labelledby': string | undefined }> {
  const field = inject(fieldKey, undefined)
  return computed(() => ({ 'aria-labelledby': field?.value.labelId }))
}
