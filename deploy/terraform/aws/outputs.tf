output "cluster_name" {
  description = "For aws eks update-kubeconfig --name."
  value       = aws_eks_cluster.this.name
}

output "vpc_cidr" {
  description = "For the variable aws_vpn of ../gcp."
  value       = var.vpc_cidr
}

output "pods_cidr" {
  description = "Where nodes and pods are. No network policy may let this range in: it would let every pod in."
  value       = local.ranges.pods
}

output "internet_load_balancers_cidr" {
  description = "Overlay eks: where the load balancers of the REST services are, in its network policies."
  value       = local.ranges.internet_load_balancers
}

output "internal_load_balancers_cidr" {
  description = "Overlay eks: where the load balancer of the dashboard is, in its network policies."
  value       = local.ranges.internal_load_balancers
}

output "kafka_cidr" {
  description = "Overlays eks and gke: where the brokers are, in their network policies."
  value       = local.ranges.kafka
}

output "stores_cidr" {
  description = "Overlay eks: where PostgreSQL and Redis are to be, in its network policies."
  value       = local.ranges.stores
}

output "stores_subnets" {
  description = "For the subnet groups of RDS and ElastiCache."
  value       = [for subnet in aws_subnet.stores : subnet.id]
}

output "vpc_id" {
  description = "For the AWS Load Balancer Controller, which cannot ask the nodes' metadata service."
  value       = aws_vpc.this.id
}

output "load_balancer_controller_role_arn" {
  description = "For the service account aws-load-balancer-controller in kube-system; null without the variable load_balancer_controller_policy."
  value       = one(aws_iam_role.load_balancer_controller[*].arn)
}

output "kafka_bootstrap_servers" {
  description = "Overlays eks and gke: KAFKA_BOOTSTRAP_SERVERS."
  value       = aws_msk_cluster.this.bootstrap_brokers_sasl_scram
}

output "kafka_secrets" {
  description = "Where each Kafka user's password is in Secrets Manager; the Secrets kafka-<user> are made from them."
  value       = { for user, secret in aws_secretsmanager_secret.kafka : user => secret.arn }
}

output "state_uri" {
  description = "Overlay eks: in front of /checkpoints, /savepoints, /high-availability and /lake."
  value       = "s3://${aws_s3_bucket.state.bucket}"
}

output "flink_role_arn" {
  description = "Overlay eks: the annotation of the service account flink."
  value       = aws_iam_role.flink.arn
}

output "image_prefix" {
  description = "Overlay eks: what newName has in front of /booking-service and the other images' names."
  value       = trimsuffix(aws_ecr_repository.images["booking-service"].repository_url, "/booking-service")
}

output "certificate_arn" {
  description = "The load balancers' certificate, which their controller finds by its hosts; null without the variable host_names."
  value       = one(aws_acm_certificate.this[*].arn)
}

output "certificate_validation_records" {
  description = "What to enter into your DNS zone, and leave there: the certificate is issued, and renewed, as long as they are in it."
  value = [for option in flatten(aws_acm_certificate.this[*].domain_validation_options) : {
    name  = option.resource_record_name
    type  = option.resource_record_type
    value = option.resource_record_value
  }]
}

output "vpn_tunnels" {
  description = "For the variable aws_vpn of ../gcp: the tunnels' addresses outside and inside. Their keys are where vpn_secrets says."
  value = [for connection in aws_vpn_connection.gcp : {
    outside_addresses = [connection.tunnel1_address, connection.tunnel2_address]
    aws_addresses     = [connection.tunnel1_vgw_inside_address, connection.tunnel2_vgw_inside_address]
    gcp_addresses     = [connection.tunnel1_cgw_inside_address, connection.tunnel2_cgw_inside_address]
    aws_asn           = tonumber(connection.tunnel1_bgp_asn)
  }]
}

output "vpn_secrets" {
  description = "Secrets Manager's secrets with the tunnels' pre-shared keys."
  value       = [for connection in aws_vpn_connection.gcp : connection.preshared_key_arn]
}
