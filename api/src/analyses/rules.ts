import { agreement, consensus, polarisation } from '../methods/agreement/index.ts'
import type { ReasonCode } from './reasons.ts'

interface AgreementFigures { agreement?: number; polarisation?: number; consensus?: number; reasons: { field: string; code: ReasonCode }[] }

const AGREEMENT_CATEGORIES = 3
const CONSENSUS_CATEGORIES = 2

/** Agreement, polarisation and consensus of counts per ordered category; each that has no value has its reason. */
export function agreementFigures(counts: readonly number[]): AgreementFigures & { method: string; n: number } {
  const n = counts.reduce((total, count) => total + count, 0)
  const spread = spreadOf(counts, n)
  const near = consensusOf(counts, n)
  return { method: 'agreement@1, consensus@1', n, ...spread, ...near, reasons: [...spread.reasons, ...near.reasons] }
}

function spreadOf(counts: readonly number[], n: number): AgreementFigures {
  const code = counts.length < AGREEMENT_CATEGORIES ? 'too-few-categories' : n === 0 ? 'no-observation' : null
  if (code) return { reasons: [{ field: 'agreement', code }, { field: 'polarisation', code }] }
  const found = agreement(counts)
  return { agreement: found.value, polarisation: polarisation(found), reasons: [] }
}

function consensusOf(counts: readonly number[], n: number): AgreementFigures {
  const code = counts.length < CONSENSUS_CATEGORIES ? 'too-few-categories' : n === 0 ? 'no-observation' : null
  return code ? { reasons: [{ field: 'consensus', code }] } : { consensus: consensus(counts).value, reasons: [] }
}
