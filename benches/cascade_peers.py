"""The same cascade by other means: dense numpy matrices, and agents in Mesa; and what NDlib can say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa
import ndlib.models.epidemics as ep
import networkx as nx
import numpy as np
from ndlib.models.ModelConfig import Configuration

from cascade_world import STATES, clauses

if TYPE_CHECKING:
    from numpy.typing import NDArray

INDEX = {s: n for n, s in enumerate(STATES)}


def probabilities(chances: dict[tuple[str, str], float]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Beside the target, beside the attackers."""
    one, two = (np.array([chances[s, side] for s in STATES], dtype=np.float32) for side in ("defending", "attacking"))
    return one, two


def dense(
    attacker: str, target: str, chances: dict[tuple[str, str], float], draws: int, batch: int = 2048
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A batch of draws as rows, the clauses as matrices: who joins beside the target, and beside the attackers."""
    size = len(STATES)
    defense, offense = (np.zeros((size, size), dtype=np.float32) for _ in range(2))
    for matrix, listed in zip((defense, offense), clauses(), strict=True):
        for promisor, promisee in listed:
            matrix[INDEX[promisee], INDEX[promisor]] = 1
    p_defending, p_attacking = probabilities(chances)
    rng = np.random.default_rng(1914)
    a, t = INDEX[attacker], INDEX[target]
    came = np.zeros((2, size))
    for _ in range(draws // batch):
        coin = rng.random((batch, size), dtype=np.float32)
        would_defend, would_attack = coin < p_defending, coin >= 1 - p_attacking
        defending, attacking, hit, decided = (np.zeros((batch, size), dtype=bool) for _ in range(4))
        defending[:, t] = hit[:, t] = attacking[:, a] = decided[:, t] = decided[:, a] = True
        while True:
            war = defending.astype(np.float32) @ offense
            to_defend = ((hit.astype(np.float32) @ defense + war) > 0) & ~decided
            to_attack = ((attacking.astype(np.float32) @ offense) > 0) & ~decided
            decided |= to_defend | to_attack
            joins = to_defend & ~to_attack & would_defend
            attacks = to_attack & ~to_defend & would_attack
            if not joins.any() and not attacks.any():
                break
            defending |= joins
            attacking |= attacks
            hit |= defending & attacks.any(axis=1)[:, None]
        came[0] += defending.sum(axis=0)
        came[1] += attacking.sum(axis=0)
    done = draws // batch * batch
    return came[0] / done, came[1] / done


class Nation(mesa.Agent):  # type: ignore[misc]  # Mesa tells no types
    """One state: looks at whom it has promised what, decides once."""

    def __init__(self, model: mesa.Model, p: tuple[float, float]) -> None:
        super().__init__(model)
        self.p = p
        self.defends: list[Nation] = []
        self.joins: list[Nation] = []
        self.side, self.next, self.decided, self.hit = "", "", False, False

    def look(self) -> None:
        if self.decided:
            return
        to_defend = any(n.hit for n in self.defends) or any(n.side == "defending" for n in self.joins)
        to_attack = any(n.side == "attacking" for n in self.joins)
        if not to_defend and not to_attack:
            return
        self.decided = True
        if to_defend and to_attack:
            return
        if to_defend and self.random.random() < self.p[0]:
            self.next = "defending"
        elif to_attack and self.random.random() < self.p[1]:
            self.next = "attacking"

    def enter(self) -> None:
        if self.next:
            self.side, self.next = self.next, ""
            self.model.news.append(self.side)


class War(mesa.Model):  # type: ignore[misc]  # as above
    """All of them, and the waves."""

    def __init__(self, chances: dict[tuple[str, str], float], seed: int) -> None:
        super().__init__(seed=seed)
        self.news: list[str] = []
        self.nations = [Nation(self, (chances[s, "defending"], chances[s, "attacking"])) for s in STATES]
        defense, offense = clauses()
        for promisor, promisee in defense:
            self.nations[INDEX[promisor]].defends.append(self.nations[INDEX[promisee]])
        for promisor, promisee in offense:
            self.nations[INDEX[promisor]].joins.append(self.nations[INDEX[promisee]])

    def draw(self, attacker: str, target: str) -> None:
        for nation in self.nations:
            nation.side, nation.next, nation.decided, nation.hit = "", "", False, False
        one, two = self.nations[INDEX[attacker]], self.nations[INDEX[target]]
        one.side, two.side, one.decided, two.decided, two.hit = "attacking", "defending", True, True, True
        while True:
            self.news = []
            self.agents.do("look")
            self.agents.do("enter")
            if not self.news:
                return
            if "attacking" in self.news:
                for nation in self.nations:
                    nation.hit = nation.hit or nation.side == "defending"


def agents(attacker: str, target: str, chances: dict[tuple[str, str], float], draws: int) -> War:
    """So many draws in Mesa."""
    war = War(chances, 1914)
    for _ in range(draws):
        war.draw(attacker, target)
    return war


def one_sided(target: str, draws: int) -> None:
    """So many independent cascades over the clauses of defence in NDlib, until nothing changes."""
    graph = nx.DiGraph((promisee, promisor) for promisor, promisee in clauses()[0])
    config = Configuration()
    config.add_model_initial_configuration("Infected", [target])
    for edge in graph.edges():
        config.add_edge_configuration("threshold", edge, 0.5)
    model = ep.IndependentCascadesModel(graph)
    model.set_initial_status(config)
    for _ in range(draws):
        model.reset([target])
        while model.iteration(node_status=False)["node_count"][1]:
            pass
