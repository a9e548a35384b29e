"""The models of behaviour: who could have joined a conflict, who did, and how sure one can be."""
