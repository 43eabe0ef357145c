import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { afterAwake } from './awake.js';

describe('a wait that does not count what the process slept through', () => {
  const act = jest.fn();
  let now = 0;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    act.mockClear();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const pass = (ms: number, steps = ms / 50) => {
    for (let step = 0; step < steps; step += 1) {
      now += ms / steps;
      jest.advanceTimersByTime(ms / steps);
    }
  };
  /** The clock goes on, and the timers are looked at when it is over. */
  const standStill = (ms: number) => {
    now += ms;
    jest.advanceTimersByTime(250);
  };

  it.each([100, 250, 900, 2_500])('acts after %i ms, once', (ms) => {
    afterAwake(ms, act);
    pass(ms - 50);
    expect(act).not.toHaveBeenCalled();
    pass(50);
    expect(act).toHaveBeenCalledTimes(1);
    pass(2 * ms);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('counts a minute of standing still as one slice', () => {
    afterAwake(1_000, act);
    standStill(60_000);
    pass(700);
    expect(act).not.toHaveBeenCalled();
    pass(50);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('leaves a slice to read in what arrived where the process stood still at the end', () => {
    afterAwake(1_000, act);
    pass(750);
    standStill(60_000);
    pass(200);
    expect(act).not.toHaveBeenCalled();
    pass(50);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('ends where the process does nothing but stand still', () => {
    afterAwake(1_000, act);
    for (let slice = 0; slice < 7; slice += 1) standStill(600);
    expect(act).not.toHaveBeenCalled();
    standStill(600);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('does not act once it is stopped', () => {
    const stop = afterAwake(1_000, act);
    pass(500);
    stop();
    pass(5_000);
    expect(act).not.toHaveBeenCalled();
  });
});
