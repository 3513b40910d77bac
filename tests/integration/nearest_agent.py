"""nearest_agent.py DOCS_FOLDER: decides as `nearest` does, and expects its digest; then makes
mistakes, and expects the errors of the run. python_agent_test.cc runs it."""

import os
import sys

FOLDER = os.path.join(sys.argv[1], "examples", "external_policy")
sys.path.insert(0, FOLDER)

from offload_env import EpisodeFailed, OffloadEnv, built_in_summary  # noqa: E402

SCENARIO = os.path.join(FOLDER, "depot.toml")
WORKLOADS = ["robot.grasp", "robot.detect"]
SETTINGS = ["scenario.duration=5 s"]


def nearest(observation):
    reached = [(place["path_delay_s"], place["node"], index)
               for index, place in enumerate(observation["places"])
               if place.get("path_delay_s") is not None]
    return min(reached)[2] if reached else {"tier": "none"}


def episode(env, seed):
    observation, info = env.reset(seed=seed)
    assert info["outcomes"] == []
    rewards, truncated = 0.0, False
    while not truncated:
        observation, reward, terminated, truncated, info = env.step(nearest(observation))
        assert not terminated
        rewards += reward
    assert observation is None
    return info["summary"], rewards


def error_of(env, action):
    env.reset(seed=1)
    try:
        env.step(action)
    except EpisodeFailed as error:
        return str(error)
    raise AssertionError(f"accepted: {action}")


with OffloadEnv(SCENARIO, WORKLOADS, satellites=1, settings=SETTINGS) as environment:
    first, reward_sum = episode(environment, 7)
    second, _ = episode(environment, 7)
    built_in = built_in_summary(SCENARIO, WORKLOADS, "nearest", 7, SETTINGS)
    assert first["digest"] == second["digest"] == built_in["digest"]
    in_time = sum(metric["value"] for metric in first["metrics"]
                  if metric["name"] in [f"client.{w}.completed" for w in WORKLOADS])
    assert 0 < reward_sum <= in_time

    # An episode that is left in the middle does not disturb the next.
    environment.reset(seed=3)
    third, _ = episode(environment, 7)
    assert third["digest"] == built_in["digest"]

    assert "node 4000000 of tier 'satellite'" in error_of(
        environment, {"tier": "satellite", "node": 4000000})
    assert "tier must be none, local" in error_of(environment, {"tier": "moon"})
    assert "the answer is to step 9" in error_of(environment, {"tier": "none", "step": 9})
print("same digest")
