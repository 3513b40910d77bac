"""A contextual bandit learns where robots should offload, and is compared with `nearest`.

    /usr/bin/python3 docs/examples/external_policy/learn_offload.py

Trains on some seeds of depot.toml, then runs others, held out, with nothing learnt in between,
each under `nearest` as well, and prints the share of requests answered in time with the interval
of the paired difference. Ends with 1 when that interval does not lie above zero.
"""

import argparse
import math
import pathlib
import sys
from collections import defaultdict

from offload_env import OffloadEnv, built_in_summary

HERE = pathlib.Path(__file__).resolve().parent
WORKLOADS = ["robot.grasp", "robot.detect"]

# Two-sided 95 % quantiles of Student's t, by degrees of freedom.
STUDENT_T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306,
             9: 2.262, 10: 2.228, 11: 2.201, 12: 2.179, 13: 2.160, 14: 2.145, 15: 2.131}

WAIT_STEPS_S = (0.005, 0.02, 0.05, 0.1, 0.2)


class PlaceBandit:
    """UCB1 over what a place looks like from the client.

    Places change every few minutes, as satellites pass; what they look like does not. A place
    is described by the workload, its tier, its rank among those by path delay, the wait that its
    last reply reported, and whether that is news; the mean reward of all requests placed on
    places of one description is what the bandit learns.
    """

    def __init__(self, exploration=0.3):
        self._exploration = exploration
        self._count = defaultdict(int)
        self._sum = defaultdict(float)
        self._open = {}  # description of the place, by step

    def act(self, observation, explore):
        described = self._describe(observation)
        if not described:
            return {"tier": "none"}, None
        total = sum(self._count[d] for d in described.values())
        action = max(described, key=lambda a: self._score(described[a], total, explore))
        return action, described[action]

    def begin_episode(self):
        self._open.clear()

    def placed(self, step, description):
        self._open[step] = description

    def learn(self, outcomes):
        for outcome in outcomes:
            description = self._open.pop(outcome["step"], None)
            if description is not None:
                self._count[description] += 1
                self._sum[description] += outcome["reward"]

    def _score(self, description, total, explore):
        count = self._count[description]
        if count == 0:
            return math.inf if explore else 0.5
        mean = self._sum[description] / count
        return mean + (self._exploration * math.sqrt(math.log(total + 1) / count) if explore else 0)

    @staticmethod
    def _describe(observation):
        reached = [(place["path_delay_s"], index) for index, place in
                   enumerate(observation["places"]) if place.get("path_delay_s") is not None]
        described = {}
        for rank, (_, index) in enumerate(sorted(reached)):
            place = observation["places"][index]
            wait, news = -1, 0
            if place["reported_wait"]:
                wait = sum(place["reported_wait"]["wait_s"] > step for step in WAIT_STEPS_S)
                news = sum(place["reported_wait"]["age_s"] < age for age in (0.2, 1.0))
            described[index] = (observation["workload"], place["tier"], rank, wait, news)
        return described


def run_episode(env, agent, seed, explore):
    """Summary of one episode; the agent learns from it if it explores."""
    agent.begin_episode()
    observation, _ = env.reset(seed=seed)
    step = 0
    while True:
        action, description = agent.act(observation, explore)
        agent.placed(step, description)
        observation, _, terminated, truncated, info = env.step(action)
        step += 1
        if explore:
            agent.learn(info["outcomes"])
        if terminated or truncated:
            return info["summary"]


def in_time(summary):
    """Share of the requests issued that were answered within their deadlines."""
    value = {metric["name"]: metric["value"] for metric in summary["metrics"]}
    total = {name: sum(value[f"client.{w}.{name}"] for w in WORKLOADS)
             for name in ("completed", "issued")}
    return total["completed"] / total["issued"]


def paired_interval(differences):
    """Mean and half width of its 95 % interval, by Student's t."""
    n = len(differences)
    mean = sum(differences) / n
    variance = sum((d - mean) ** 2 for d in differences) / (n - 1)
    return mean, STUDENT_T[n - 1] * math.sqrt(variance / n)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--episodes", type=int, default=10, help="to train on (default: 10)")
    parser.add_argument("--held-out", type=int, default=8, choices=range(2, 17), metavar="N",
                        help="seeds to compare on, 2 to 16 (default: 8)")
    arguments = parser.parse_args()

    scenario, agent = HERE / "depot.toml", PlaceBandit()
    with OffloadEnv(scenario, WORKLOADS) as env:
        for seed in range(1, arguments.episodes + 1):
            share = in_time(run_episode(env, agent, seed, explore=True))
            print(f"training, seed {seed:4}: {share:6.1%} in time", flush=True)
        differences = []
        print("\nheld out    nearest   learnt   difference")
        for seed in range(1001, 1001 + arguments.held_out):
            nearest = in_time(built_in_summary(scenario, WORKLOADS, "nearest", seed))
            learnt = in_time(run_episode(env, agent, seed, explore=False))
            differences.append(learnt - nearest)
            print(f"seed {seed}   {nearest:7.1%}  {learnt:7.1%}   {learnt - nearest:+.1%}",
                  flush=True)
    mean, half = paired_interval(differences)
    print(f"mean difference {mean:+.1%}, 95 % interval [{mean - half:+.1%}, {mean + half:+.1%}]")
    return 0 if mean - half > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
