"""Tests of orders. They share checkout and factories."""
