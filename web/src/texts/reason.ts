import { shallowRef } from 'vue'
import type { FieldProblem } from '../api/problem.ts'

interface Asked { problems: FieldProblem[]; answer: (reason: string | null) => void }

/** What the server wants a reason for, while the dialog asks it. */
export const asked = shallowRef<Asked | null>(null)

/** Asks why a text is kept; null when the person would rather change the text. One question at a time. */
export function askReason(problems: FieldProblem[]): Promise<string | null> {
  asked.value?.answer(null)
  return new Promise((resolve) => {
    asked.value = {
      problems,
      answer: (reason) => {
        asked.value = null
        resolve(reason)
      },
    }
  })
}
