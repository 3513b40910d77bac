"""Offload decisions of orbitmesh as a reinforcement-learning environment.

OffloadEnv has Gymnasium's API and needs nothing but Python and pyzmq (Debian: python3-zmq). An
episode is a run: reset() starts `orbitmesh run` as a process of its own, with the named workloads
under policy "external", and each step places one request. docs/external-policy.md is the guide.
"""

import json
import os
import subprocess
import tempfile

import zmq

VERSION = 1
ENDED_WELL = (0, 1)  # 1: an [[expect]] of the scenario was missed


class EpisodeFailed(RuntimeError):
    """A run ended with an error; the text is what it said."""


class OffloadEnv:
    """One episode at a time; several environments may run side by side.

    scenario   path of a scenario file
    workloads  "CLIENT.WORKLOAD" names of those whose requests are placed here
    satellites how many of the nearest satellites each step offers
    policy     further keys of the policy, e.g. {"energy_weight": 0.01}
    settings   further "--set" arguments, e.g. ["network.fidelity=message"]
    program    the program; $ORBITMESH_PROGRAM, else the launcher ./orbitmesh

    An observation is the frame's `observation` (docs/external-policy.md) with one more key,
    `places`: the client's own accelerator, if it can run the request, and the candidates. An
    action is an index into it, or a decision frame without `version` and `step`, for copies and
    cuts: {"tier": "satellite", "node": 7, "further": [{"tier": "local", "after_s": 0.2}]}.
    """

    metadata = {"render_modes": []}

    def __init__(self, scenario, workloads, satellites=3, policy=None, settings=(), program=None):
        self._scenario = str(scenario)
        self._workloads = list(workloads)
        self._policy = {"satellites": satellites, **(policy or {})}
        self._settings = list(settings)
        self._program = program or os.environ.get("ORBITMESH_PROGRAM", "./orbitmesh")
        self._folder = tempfile.TemporaryDirectory(prefix="orbitmesh-env-")
        self._endpoint = f"ipc://{self._folder.name}/agent"
        self._socket = zmq.Context.instance().socket(zmq.ROUTER)
        self._socket.bind(self._endpoint)
        self._episodes = 0
        self._run = None
        self._peer = None
        self._step = None
        self._places = []

    def reset(self, *, seed=None, options=None):
        """Starts an episode; `seed` is the scenario's seed, the scenario's own without it."""
        self._stop()
        self._episodes += 1
        policy = {"kind": "external", "endpoint": self._endpoint, "frames": "json", **self._policy}
        self._run = _Run(self._program, self._scenario, self._workloads, policy, self._settings,
                         seed, os.path.join(self._folder.name, f"run-{self._episodes}"))
        self._peer = None
        observation, _, _, truncated, info = self._receive()
        if truncated:
            raise EpisodeFailed("the episode ended without a request to place")
        return observation, info

    def step(self, action):
        """Places the request of the last observation, and goes on to the next."""
        if self._run is None or self._step is None:
            raise RuntimeError("no episode is under way; call reset()")
        if isinstance(action, dict):
            decision = action
        else:
            place = self._places[action]
            decision = {"tier": place["tier"], "node": place.get("node")}
        frame = {"version": VERSION, "step": self._step, **decision}
        self._socket.send_multipart([self._peer, json.dumps(frame).encode()])
        return self._receive()

    def close(self):
        self._stop()
        self._socket.close(linger=0)
        self._folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _receive(self):
        message = self._next_message()
        if message["version"] != VERSION:
            raise EpisodeFailed(f"the run speaks version {message['version']}, not {VERSION}")
        observation, info = message["observation"], message["info"]
        if observation is None:
            self._step, self._places = None, []
            info["summary"] = self._run.summary()
            self._run = None
        else:
            local = observation["local"]
            own = [{"tier": "local", **local}] if local else []
            self._step = message["step"]
            self._places = observation["places"] = own + observation["candidates"]
        return (observation, message["reward"], message["terminated"], message["truncated"], info)

    def _next_message(self):
        while True:
            if self._socket.poll(100):
                peer, body = self._socket.recv_multipart()
                # What a run that was stopped had sent last may still lie here.
                message = json.loads(body)
                if self._peer is None and message["step"] == 0:
                    self._peer = peer
                if peer == self._peer:
                    return message
            elif self._run.ended():
                self._run.check()
                raise EpisodeFailed("the run ended without its last step")

    def _stop(self):
        if self._run is not None:
            self._run.stop()
        self._run = None
        self._step = None


class _Run:
    """A process `orbitmesh run`."""

    def __init__(self, program, scenario, workloads, policy, settings, seed, folder):
        arguments = [program, "run", scenario, "--json", "--quiet", "--no-report", "--out", folder]
        if seed is not None:
            arguments += ["--set", f"scenario.seed={seed}"]
        table = ", ".join(f"{key} = {json.dumps(value)}" for key, value in policy.items())
        for name in workloads:
            client, workload = name.split(".")
            arguments += ["--set", f"client.{client}.workload.{workload}.policy={{ {table} }}"]
        for setting in settings:
            arguments += ["--set", setting]
        # Files, since a pipe that nobody reads would stop the run.
        self._out = open(folder + ".out", "w+", encoding="utf-8")
        self._err = open(folder + ".err", "w+", encoding="utf-8")
        self._process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=self._out,
                                         stderr=self._err)

    def ended(self):
        return self._process.poll() is not None

    def check(self):
        self._err.seek(0)
        if self._process.returncode not in ENDED_WELL:
            raise EpisodeFailed(self._err.read().strip())

    def summary(self):
        self._process.wait()
        self.check()
        self._out.seek(0)
        return json.load(self._out)

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def built_in_summary(scenario, workloads, kind, seed, settings=(), program=None):
    """Summary of the same run under a policy of orbitmesh's own, to compare with."""
    program = program or os.environ.get("ORBITMESH_PROGRAM", "./orbitmesh")
    with tempfile.TemporaryDirectory(prefix="orbitmesh-env-") as folder:
        run = _Run(program, str(scenario), workloads, {"kind": kind}, list(settings), seed,
                   os.path.join(folder, "run"))
        return run.summary()
