import type { FieldProblem, Refusal, RefusalDeclaration } from '@fangpiao/contracts';
import type { DoorAnswer } from './request.ts';

export type Language = 'zh' | 'en';

/** The body of every answer that is not a success (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  /** The whole text in each language, whatever `Accept-Language` says. */
  readonly zh: string;
  readonly en: string;
  readonly fields?: readonly FieldProblem[];
  readonly traceId: string;
}

export const problemTypePrefix = 'https://fangpiao.dev/problems/';

/** Chinese unless English is preferred; the first language of ours in `Accept-Language` by weight. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'zh';
  const ranked = acceptLanguage
    .slice(0, 200)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const first = ranked.find(({ language }) => language === 'zh' || language === 'en');
  return first?.language === 'en' ? 'en' : 'zh';
}

/** Details would tell a stranger what exists and who may see it. */
const silentStatuses: readonly number[] = [401, 403, 404];

export function problemAnswer(options: {
  refusal: Refusal;
  declaration: RefusalDeclaration;
  language: Language;
  traceId: string;
  retryAfterSeconds?: number;
  headers?: Readonly<Record<string, string>>;
}): DoorAnswer {
  const { refusal, declaration, language, traceId } = options;
  const isSilent = silentStatuses.includes(declaration.status);
  const detail = isSilent ? undefined : refusal.detail;
  const fields = isSilent ? undefined : refusal.fields;
  const problem: Problem = {
    type: problemTypePrefix + refusal.refused,
    title: declaration[language],
    status: declaration.status,
    ...(detail && { detail: detail[language] }),
    code: refusal.refused,
    zh: detail ? `${declaration.zh}：${detail.zh}` : declaration.zh,
    en: detail ? `${declaration.en}: ${detail.en}` : declaration.en,
    ...(fields && fields.length > 0 && { fields }),
    traceId,
  };
  return {
    status: declaration.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      'cache-control': 'no-store',
      ...retryAfter(declaration.status, options.retryAfterSeconds),
      ...options.headers,
    },
    body: JSON.stringify(problem),
  };
}

function retryAfter(status: number, seconds: number | undefined): Record<string, string> {
  if (status !== 503 && status !== 429) return {};
  return { 'retry-after': String(Math.max(1, Math.ceil(seconds ?? 1))) };
}
