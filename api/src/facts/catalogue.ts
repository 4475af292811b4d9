import { accountFacts } from './catalogue.account.ts'
import { dialogueFacts } from './catalogue.dialogue.ts'
import { planFacts } from './catalogue.plan.ts'
import type { Fact } from './fact.ts'
import { type FactName, factNames } from './names.ts'

const known = new Map([...planFacts, ...dialogueFacts, ...accountFacts].map((fact) => [fact.name, fact]))

/** The fact of a name. */
export function factOf(name: FactName): Fact {
  const fact = known.get(name)
  if (!fact) throw new Error(`no fact ${name}`)
  return fact
}

/** Every fact that the records of a dialogue show, in the order in which a dialogue goes. */
export const facts: readonly Fact[] = factNames.map(factOf)
