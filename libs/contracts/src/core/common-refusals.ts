import { defineRefusals } from './refusal.ts';

/** What every route may answer. A route does not repeat these. */
export const commonRefusals = defineRefusals({
  'not-json': { status: 400, zh: '请求内容不是 JSON', en: 'The body is not JSON' },
  'not-signed-in': {
    status: 401,
    zh: '请先登录',
    en: 'Sign in first',
  },
  'not-allowed': { status: 403, zh: '您没有办理此事的权限', en: 'You may not do this' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'method-not-allowed': {
    status: 405,
    zh: '此地址不支持这种请求方法',
    en: 'This address does not take this method',
  },
  'key-reused': {
    status: 409,
    zh: '该 Idempotency-Key 已用于内容不同的请求',
    en: 'This Idempotency-Key was used for a request with other content',
  },
  'version-mismatch': {
    status: 412,
    zh: '内容已被他人修改，请重新读取后再改',
    en: 'Someone changed it meanwhile: read it again, then change it',
  },
  'body-too-large': { status: 413, zh: '请求内容过大', en: 'The body is too large' },
  'unsupported-media-type': {
    status: 415,
    zh: '请求内容须为 application/json',
    en: 'The body must be application/json',
  },
  'invalid-request': {
    status: 422,
    zh: '请求内容有误，请按所列字段更正',
    en: 'The request is not valid: correct the fields listed',
  },
  'key-required': {
    status: 428,
    zh: '改变状态的请求须带 Idempotency-Key',
    en: 'A request that changes state needs an Idempotency-Key',
  },
  'if-match-required': {
    status: 428,
    zh: '修改须带 If-Match，值为读取时的 ETag',
    en: 'An edit needs If-Match with the ETag that was read',
  },
  'too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请稍后再试',
    en: 'Too many requests: try again later',
  },
  internal: {
    status: 500,
    zh: '系统出现错误，请把编号告知管理员',
    en: 'Something went wrong here: tell the operator the trace id',
  },
  'outcome-unknown': {
    status: 503,
    zh: '结果暂时不明，请用同一 Idempotency-Key 重复请求',
    en: 'The outcome is not known yet: repeat with the same Idempotency-Key',
  },
  busy: { status: 503, zh: '系统繁忙，请稍后再试', en: 'Busy: try again in a moment' },
  contention: {
    status: 503,
    zh: '同时办理的人太多，请稍后再试',
    en: 'Too many act on the same thing: try again in a moment',
  },
  unavailable: {
    status: 503,
    zh: '服务暂时不可用，请稍后再试',
    en: 'Unavailable for the moment: try again later',
  },
});

export type CommonRefusalCode = keyof typeof commonRefusals;

export function isCommonRefusalCode(code: string): code is CommonRefusalCode {
  return Object.hasOwn(commonRefusals, code);
}
