import type { Language } from '../errors.ts'
import type { Plan } from './plan.ts'
import { renderProblem, type RowProblem } from './problems.ts'

const MOST_ERRORS = 500
const MOST_WARNINGS = 200

/** The dry run as it is kept: counts, and the first problems as codes and parameters. */
export interface CheckReport { rows: number; toCreate: number; toUpdate: number; unchanged: number; newChoices: string[]; errorCount: number; errors: RowProblem[]; warningCount: number; warnings: RowProblem[]; at: string }
export interface CommitReport { created: number; updated: number; unchanged: number; at: string }
export interface UndoReport { removed: number; restored: number; keptCount: number; kept: { objectId: string; name: string; reason: 'changed' | 'in-use' }[]; at: string }

/** What the database keeps of an import's life. */
export interface StoredReport { check?: CheckReport; commit?: CommitReport; undo?: UndoReport }

export function checkReport(plan: Plan): CheckReport {
  const byLine = (a: RowProblem, b: RowProblem) => a.line - b.line
  const errors = [...plan.problems].sort(byLine)
  return {
    rows: plan.rows, toCreate: plan.creates.length, toUpdate: plan.updates.length, unchanged: plan.unchanged, newChoices: plan.newChoices.map((choice) => choice.label),
    errorCount: errors.length, errors: errors.slice(0, MOST_ERRORS), warningCount: plan.warnings.length, warnings: [...plan.warnings].sort(byLine).slice(0, MOST_WARNINGS), at: new Date().toISOString(),
  }
}

/** The dry run in the reader's language. */
export function renderCheck(report: CheckReport, language: Language) {
  const told = (problem: RowProblem) => renderProblem(problem, language)
  return { ...report, errors: report.errors.map(told), warnings: report.warnings.map(told), at: new Date(report.at) }
}
