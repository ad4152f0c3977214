/** Whether a pipeline is healthy, and why not. */

import { formatCount, formatDuration, formatName } from '../format.js';
import { store } from '../store.js';

/** Longer than the watermark trails by design, with a checkpoint or a restart in between. */
const LONGEST_WATERMARK_LAG_SECONDS = 180;
const LONGEST_CHECKPOINT_AGE_SECONDS = 300;
/** A pipeline that keeps up has less than a second's worth of this. */
const MOST_LAG = 10_000;

/**
 * @typedef {object} Health
 * @property {'good'|'warn'|'bad'|'unknown'} kind
 * @property {string} word what it is in a word or two
 * @property {string[]} reasons in sentences without a stop; none when it is good
 */

/**
 * @param {string} pipeline
 * @returns {Record<string, any> | undefined} what the server tells of it, if it runs or is meant to
 */
export function statusOf(pipeline) {
  return store.pipelines?.find((it) => it.name === pipeline);
}

/**
 * @param {Record<string, any> | undefined} status
 * @returns {Health}
 */
export function healthOf(status) {
  if (!status) {
    return { kind: 'unknown', word: 'Not known', reasons: ['Nothing is known of it yet'] };
  }
  if (status.state === 'UNREACHABLE') {
    return { kind: 'unknown', word: 'Unreachable', reasons: ['Flink does not answer'] };
  }
  const bad = [
    status.state !== 'RUNNING' && (status.state === 'MISSING' ? 'Flink has no such job' : `The job is ${status.state.toLowerCase()}`),
    !status.adds_up && 'Its ledger does not add up',
  ].filter(Boolean);
  const doubtful = [
    status.watermark_lag_seconds > LONGEST_WATERMARK_LAG_SECONDS &&
      `Its watermark is ${formatDuration(status.watermark_lag_seconds)} behind`,
    status.lag > MOST_LAG && `${formatCount(status.lag)} records wait to be read`,
    status.checkpoint_age_seconds > LONGEST_CHECKPOINT_AGE_SECONDS &&
      `Its last checkpoint was ${formatDuration(status.checkpoint_age_seconds)} ago`,
  ].filter(Boolean);
  if (bad.length) {
    return { kind: 'bad', word: status.state === 'RUNNING' ? 'Does not add up' : formatName(status.state), reasons: [...bad, ...doubtful] };
  }
  return doubtful.length
    ? { kind: 'warn', word: 'Behind', reasons: doubtful }
    : { kind: 'good', word: 'Healthy', reasons: [] };
}
